"""The catalogue conforms to the shapes of DCAT-AP, and says the same as JSON-LD and as Turtle."""

import pathlib
import sys

import agreement
from pyshacl import validate
from rdflib import DCTERMS, Graph
from rdflib.compare import isomorphic

shapes = Graph().parse(pathlib.Path(sys.argv[2]) / "dcat-ap-3.0.1-SHACL.ttl")
turtle = Graph().parse(agreement.FOLDER / "catalogue.ttl", format="turtle")
json_ld = Graph().parse(agreement.FOLDER / "catalogue.jsonld", format="json-ld")
if len(turtle) < 500 or not isomorphic(turtle, json_ld):
    sys.exit(f"{len(turtle)} statements as Turtle, {len(json_ld)} as JSON-LD, not the same")
conforms, _, report = validate(turtle, shacl_graph=shapes)
if not conforms:
    sys.exit(report[:3000])
# A checker that lets everything through would be no use: a catalogue without its title has to be refused.
broken = Graph() + turtle
broken.remove((None, DCTERMS.title, None))
if validate(broken, shacl_graph=shapes)[0]:
    sys.exit("the shapes accept a catalogue without titles")
print(f"pyshacl: {len(turtle)} statements conform")
