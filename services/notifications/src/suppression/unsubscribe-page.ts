/** A button in both languages: it posts to the address of the page. */
export const unsubscribePage = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Se désabonner · Unsubscribe</title>
</head>
<body>
<main>
<h1>Ne plus recevoir ces messages ?</h1>
<p lang="en">No more of these messages? Mails about your orders still come.</p>
<form method="post"><button>Me désabonner · <span lang="en">Unsubscribe</span></button></form>
</main>
</body>
</html>
`
