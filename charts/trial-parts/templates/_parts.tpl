{{/*
How each of them is run: its port, the user of its image, and a script, or a command where the image has no shell. What a
container writes is in /data (a volume) and in /tmp. PASSWORD is in its environment.
*/}}
{{- define "parts.postgresql" -}}
port: 5432
user: 999
script: |
  export PATH="$PATH:$(echo /usr/lib/postgresql/*/bin)"
  if [ ! -d /data/postgresql ]; then
    rm -rf /data/new
    printf %s "$PASSWORD" > /tmp/password
    initdb --pgdata=/data/new --username=comptoir --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 --locale=C
    rm /tmp/password
    echo 'host all all all scram-sha-256' >> /data/new/pg_hba.conf
    echo 'CREATE DATABASE shop' | postgres --single -D /data/new postgres
    mv /data/new /data/postgresql
  fi
  exec postgres -D /data/postgresql -c listen_addresses='*' -c unix_socket_directories=/tmp -c max_connections=200
{{- end }}

{{- define "parts.mysql" -}}
port: 3306
user: 999
script: |
  if [ ! -d /data/mysql ]; then
    rm -rf /data/new
    mariadb-install-db --datadir=/data/new --auth-root-authentication-method=normal --skip-test-db
    mv /data/new /data/mysql
  fi
  umask 077
  cat > /tmp/users.sql <<EOF
  CREATE USER IF NOT EXISTS comptoir@'%' IDENTIFIED BY '$PASSWORD';
  GRANT ALL PRIVILEGES ON *.* TO comptoir@'%' WITH GRANT OPTION;
  DROP USER IF EXISTS root@localhost;
  EOF
  exec mariadbd --datadir=/data/mysql --init-file=/tmp/users.sql --socket=/tmp/mysql.sock --pid-file=/tmp/mysql.pid \
    --bind-address=0.0.0.0 --port=3306 --collation-server=utf8mb4_bin --character-set-server=utf8mb4
{{- end }}

{{- define "parts.kafka" -}}
port: 9092
user: 1000
# for the machine that makes the topics, through a forwarded port
outside: 19092
script: |
  cat > /tmp/server.properties <<EOF
  process.roles=broker,controller
  node.id=1
  controller.quorum.voters=1@127.0.0.1:9093
  controller.listener.names=CONTROLLER
  listeners=INSIDE://:9092,OUTSIDE://:19092,CONTROLLER://127.0.0.1:9093
  advertised.listeners=INSIDE://kafka:9092,OUTSIDE://127.0.0.1:19092
  listener.security.protocol.map=INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT
  inter.broker.listener.name=INSIDE
  log.dirs=/data/kafka
  auto.create.topics.enable=false
  offsets.topic.replication.factor=1
  transaction.state.log.replication.factor=1
  transaction.state.log.min.isr=1
  share.coordinator.state.topic.replication.factor=1
  share.coordinator.state.topic.min.isr=1
  group.initial.rebalance.delay.ms=0
  EOF
  export LOG_DIR=/tmp/logs KAFKA_HEAP_OPTS="${KAFKA_HEAP_OPTS:--Xms256m -Xmx512m}"
  /opt/kafka/bin/kafka-storage.sh format --ignore-formatted --cluster-id comptoir-trial-parts-0 --config /tmp/server.properties
  exec /opt/kafka/bin/kafka-server-start.sh /tmp/server.properties
{{- end }}

{{- define "parts.rabbitmq" -}}
port: 5672
user: 999
script: |
  umask 077
  cat > /tmp/definitions.json <<EOF
  {"users": [{"name": "comptoir", "password": "$PASSWORD", "tags": "administrator"}],
   "vhosts": [{"name": "/"}],
   "permissions": [{"user": "comptoir", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"}],
   "policies": [{"vhost": "/", "name": "broadcast-queues", "pattern": "^[0-9a-f]{8}-", "apply-to": "queues",
     "definition": {"expires": 60000}}]}
  EOF
  printf 'listeners.tcp.default = 5672\nload_definitions = /tmp/definitions.json\nlog.console = true\nlog.file = false\n' > /tmp/rabbitmq.conf
  export HOME=/tmp RABBITMQ_NODENAME=comptoir@localhost RABBITMQ_MNESIA_BASE=/data/rabbitmq RABBITMQ_LOG_BASE=/tmp/log \
    RABBITMQ_CONFIG_FILE=/tmp/rabbitmq.conf RABBITMQ_ENABLED_PLUGINS_FILE=/tmp/plugins RABBITMQ_PID_FILE=/tmp/rabbitmq.pid
  exec rabbitmq-server
{{- end }}

{{- define "parts.jetstream" -}}
port: 4222
user: 65532
# the image has no shell
command: [/nats-server, --config, /settings/nats.conf]
settings:
  nats.conf: |
    listen: "0.0.0.0:4222"
    jetstream { store_dir: /data/jetstream, sync_interval: always }
    authorization { users: [{user: comptoir, password: $PASSWORD}] }
{{- end }}

{{- define "parts.mqtt" -}}
port: 1883
user: 1883
script: |
  umask 077
  mosquitto_passwd -b -c /tmp/passwords comptoir "$PASSWORD"
  printf 'listener 1883\nallow_anonymous false\npassword_file /tmp/passwords\npersistence false\n' > /tmp/mosquitto.conf
  exec mosquitto -c /tmp/mosquitto.conf
{{- end }}
