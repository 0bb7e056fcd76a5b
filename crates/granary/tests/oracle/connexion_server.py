"""The contract served by Connexion: python connexion_server.py CONTRACT.json, with the accepted key in KEY.

Prints the address it listens on. Every request that its validation accepts is answered 200; no handler does anything.
"""

import json
import logging
import os
import socket
import sys

import connexion
import uvicorn
from connexion.lifecycle import ConnexionResponse
from connexion.resolver import Resolution


def api_key(key, required_scopes=None):
    """The caller that a key proves, or none."""
    return {"sub": "oracle"} if key == os.environ["KEY"] else None


def basic(username, password, required_scopes=None):
    """The caller that the password of HTTP Basic proves, or none."""
    return api_key(password)


async def accepted(**_parameters):
    """What stands for every handler."""
    return ConnexionResponse(status_code=200, content_type="text/plain", body="accepted")


class Resolver(connexion.resolver.Resolver):
    """Resolves every operation to the same handler."""

    def resolve(self, operation):
        return Resolution(accepted, operation.operation_id)


def application(contract):
    """The contract as an application."""
    schemes = contract["components"]["securitySchemes"]
    schemes["apiKey"]["x-apikeyInfoFunc"] = "connexion_server.api_key"
    schemes["basic"]["x-basicInfoFunc"] = "connexion_server.basic"
    app = connexion.AsyncApp(__name__, strict_validation=True, resolver=Resolver())
    # The two paths of the contract itself would be those of Connexion's own documentation pages.
    options = connexion.options.SwaggerUIOptions(swagger_ui=False, serve_spec=False)
    app.add_api(contract, swagger_ui_options=options)
    return app


def main():
    """Serves until it is killed."""
    logging.disable(logging.CRITICAL)
    with open(sys.argv[1], encoding="utf-8") as file:
        app = application(json.load(file))
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False)).run(sockets=[listener])


if __name__ == "__main__":
    main()
