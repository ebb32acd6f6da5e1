"""The map of a domain, which its package begins with, names each of its modules."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from streams import economy, security


@pytest.mark.parametrize("domain", [economy, security], ids=lambda one: str(one.__name__))
def test_each_module_is_on_the_map_of_its_domain(domain: ModuleType) -> None:
    folder = Path(str(domain.__file__)).parent
    named = set(re.findall(r"`(\w+)`", domain.__doc__ or ""))
    modules = {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    # "rates and the modules that begin with `rate`"
    missing = {one for one in modules - named if not (one.startswith("rate") and "rate" in named)}
    assert not missing, f"not on the map: {sorted(missing)}"
    assert not named - modules - {"rate"}, f"on the map, and not there: {sorted(named - modules - {'rate'})}"
