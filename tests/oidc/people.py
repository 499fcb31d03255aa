"""Whom the providers of these tests know."""

from typing import Any

PEOPLE: dict[str, dict[str, Any]] = {
    "whole": {
        "name": "Helena Prado",
        "email": "helena@provider.example",
        "cpf": "390.533.447-05",
        "roles": ["patient"],
    },
    "bare": {"name": "Iara Melo", "roles": "patient offline_access"},
    "wrong": {"name": "\u200e\u0007", "email": "no address", "cpf": "1", "roles": ["patient", 7, None]},
    "doctor": {"name": "Rui Campos", "crm": "CRM/SP 123.987", "roles": ["doctor", "patient"]},
    "administrator": {"name": "Vera Nunes", "roles": ["administrator"]},
    "nobody": {"name": "Zeca Dias", "roles": ["visitor"]},
    "silent": {},
    "twin": {
        "name": "Gêmea",
        "email": "twin@provider.example",
        "cpf": "168.995.350-09",
        "roles": ["patient"],
    },
}
