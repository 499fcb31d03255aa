"""A doctor's public page, as search engines and those who run no script see it."""

import html
from typing import Any, Final

import orjson

from api.shell import Words, described

QUERY: Final = """
query DoctorForReaders($id: ID!) {
  doctor(id: $id) {
    id name crmNumber crmState city state bio feeCents specialties { name }
  }
}
"""
LONGEST: Final = 160
"""So much of a description is shown by search engines."""
UNSAFE: Final = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def address_of(site: str, id_: str) -> str:
    """Where a doctor's page is."""
    return f"{site}/medicos/{id_}"


def words_about(doctor: dict[str, Any], site: str) -> Words:
    """The head with its structured data, and the first words."""
    specialties = _listed([each["name"] for each in doctor["specialties"]])
    title = f"{doctor['name']} · {specialties} · Health&Med"
    address = address_of(site, doctor["id"])
    data = f'<script type="application/ld+json">{_as_data(doctor, address)}</script>'
    head = described(title, _description(doctor, specialties), address, "profile", data)
    crm = f"CRM-{doctor['crmState']} {doctor['crmNumber']}"
    body = (
        '<main class="page">'
        f"<h1>{html.escape(doctor['name'])}</h1>"
        f"<p>{html.escape(specialties)} · {html.escape(crm)}</p>"
        f"<p>{html.escape(doctor['bio'])}</p>"
        "</main>"
    )
    return Words(head, body)


def price(cents: int) -> str:
    """As Brazilians write it: R$ 1.250,50."""
    reais, rest = divmod(cents, 100)
    return f"R$ {reais:,}".replace(",", ".") + f",{rest:02}"


def _description(doctor: dict[str, Any], specialties: str) -> str:
    place = f"{doctor['city']}, {doctor['state']}"
    text = (
        f"Consulta por vídeo com {doctor['name']}, {specialties} ({place}), por {price(doctor['feeCents'])}. "
        f"Veja os horários livres e marque em um minuto."
    )
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def _as_data(doctor: dict[str, Any], address: str) -> str:
    """https://schema.org/Physician; no sign in it ends the element that it stands in."""
    data = {
        "@context": "https://schema.org",
        "@type": "Physician",
        "@id": address,
        "url": address,
        "name": doctor["name"],
        "medicalSpecialty": [each["name"] for each in doctor["specialties"]],
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": f"CRM-{doctor['crmState']}",
            "value": doctor["crmNumber"],
        },
        "address": {
            "@type": "PostalAddress",
            "addressLocality": doctor["city"],
            "addressRegion": doctor["state"],
            "addressCountry": "BR",
        },
        "priceRange": price(doctor["feeCents"]),
        "currenciesAccepted": "BRL",
        **({"description": doctor["bio"]} if doctor["bio"] else {}),
    }
    return orjson.dumps(data).decode().translate(UNSAFE)


def _listed(names: list[str]) -> str:
    return " e ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
