import pytest

DOCS = [
    "{viewer{__typename ... on Patient{id name cpf email phone locale timeZone} ... on Doctor{name specialties{name}}}}",
    "{specialties{__typename}}",
    "{doctors(first:3){nodes{__typename specialties{__typename} nextSlots{__typename}}}}",
    "{doctors{__typename}}",
    "{doctors{pageInfo{__typename}}}",
    "{doctors{pageInfo{hasPreviousPage}}}",
    "{doctors{pageInfo{hasNextPage startCursor endCursor} edges{cursor node{id name bio city feeCents}}}}",
    "{doctors(first:2 orderBy:FEE){pageInfo{hasNextPage startCursor endCursor} edges{cursor node{id name bio city feeCents}}}}",
    "{doctors(first:2 orderBy:NAME){pageInfo{hasNextPage startCursor endCursor} edges{cursor node{id name bio city feeCents}}}}",
    "{appointments{nodes{id status reason createdAt closedAt closedBy closedReason confirmedAt expiresAt rescheduledFrom{id rescheduledFrom{id}} slot{status startsAt} patient{cpf email}}}}",
    "{availability{rules{weekday startsAt endsAt visitMinutes gapMinutes} absences{id note startsAt}}}",
    "{doctors{nodes{ %s: name %s: id}}}" % ("a" * 70 + "1", "a" * 70 + "2"),
    "{doctors{ %s: nodes{id} %s: nodes{name}}}" % ("a" * 70 + "1", "a" * 70 + "2"),
]


@pytest.mark.parametrize("viewer", ["anonymous", "patient", "doctor", "integrator"])
@pytest.mark.parametrize("doc", DOCS)
async def test_smoke(harness, doc, viewer):
    print(await harness.agree(doc, viewer=viewer))
