"""What endpoints read from a request: the workbench, the client, the path to continue at."""

import re
from ipaddress import IPv4Address, IPv6Network, ip_address

from starlette.requests import Request

from blueprint.services.context import Workbench

_LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
MAX_PATH_LENGTH = 2_000


def workbench_of(request: Request) -> Workbench:
    """The workbench that the application was created for."""
    workbench: Workbench = request.app.state.workbench
    return workbench


def user_agent(request: Request) -> str:
    """The `User-Agent`, for a person's list of sessions."""
    return request.headers.get("user-agent", "")


def client_address(request: Request) -> str:
    """The network address the request came from: of IPv6 the network of 64 bits that one subscriber has."""
    return network_address(request.client.host) if request.client else "unknown"


def network_address(host: str) -> str:
    """An address as limits count it."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv4Address):
        return host
    mapped = address.ipv4_mapped
    return str(mapped or IPv6Network((int(address) >> 64 << 64, 64)))


def local_path(path: str) -> str:
    """The path when redirecting to it stays within this site; the home page for anything that could leave it."""
    is_local = len(path) <= MAX_PATH_LENGTH and _LOCAL_PATH.fullmatch(path)
    return path if is_local and not path.startswith(("/sign-", "/_stcore")) else "/"
