"""Days, hours and time zones as people write them, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

ENGLISH: Final = "en"
WEEKDAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "pt-BR": (
        "segunda-feira",
        "terça-feira",
        "quarta-feira",
        "quinta-feira",
        "sexta-feira",
        "sábado",
        "domingo",
    ),
    ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_BRASILIA: Final = ("horário de Brasília", "Brasília time")
_AMAZONAS: Final = ("horário do Amazonas", "Amazon time")
_ACRE: Final = ("horário do Acre", "Acre time")
BRAZILIAN: Final[Mapping[str, tuple[str, str]]] = {
    "America/Sao_Paulo": _BRASILIA,
    "America/Araguaina": _BRASILIA,
    "America/Bahia": _BRASILIA,
    "America/Belem": _BRASILIA,
    "America/Fortaleza": _BRASILIA,
    "America/Maceio": _BRASILIA,
    "America/Recife": _BRASILIA,
    "America/Santarem": _BRASILIA,
    "America/Boa_Vista": ("horário de Roraima", "Roraima time"),
    "America/Campo_Grande": ("horário de Mato Grosso do Sul", "Mato Grosso do Sul time"),
    "America/Cuiaba": ("horário de Mato Grosso", "Mato Grosso time"),
    "America/Manaus": _AMAZONAS,
    "America/Porto_Velho": ("horário de Rondônia", "Rondônia time"),
    "America/Eirunepe": _ACRE,
    "America/Rio_Branco": _ACRE,
    "America/Noronha": ("horário de Fernando de Noronha", "Fernando de Noronha time"),
}
"""Brazil's zones, by the names that Brazilians give them."""
IN_PORTUGUESE: Final[Mapping[str, str]] = {
    "Berlin": "Berlim",
    "Brussels": "Bruxelas",
    "Lisbon": "Lisboa",
    "London": "Londres",
    "Madrid": "Madri",
    "Montevideo": "Montevidéu",
    "New York": "Nova York",
    "Rome": "Roma",
    "Tokyo": "Tóquio",
    "Zurich": "Zurique",
}
"""Where Brazilians abroad live, mostly."""


@dataclass(frozen=True)
class Moment:
    """An instant as somebody's wall calendar and clock show it."""

    date: str
    time: str
    weekday: str
    zone: str
    """Its name, and how far it is from UTC at that time."""
    day: str
    """`hoje`, `amanhã`, or nothing when it is neither."""


def moment_of(at: datetime, zone: str, locale: str, now: datetime) -> Moment:
    """What the receiver reads."""
    place = ZoneInfo(zone)
    there, today = at.astimezone(place), now.astimezone(place).date()
    pattern, days = (
        ("%Y-%m-%d", ("today", "tomorrow"))
        if locale == ENGLISH
        else (
            "%d/%m/%Y",
            ("hoje", "amanhã"),
        )
    )
    away = (there.date() - today).days
    return Moment(
        date=there.strftime(pattern),
        time=f"{there:%H:%M}",
        weekday=WEEKDAYS[locale][there.weekday()],
        zone=f"{zone_name(zone, locale)}, {offset_of(there)}",
        day=days[away] if away in (0, 1) else "",
    )


def zone_name(zone: str, locale: str) -> str:
    """What people call it; a place abroad by its city."""
    if names := BRAZILIAN.get(zone):
        return names[locale == ENGLISH]
    city = zone.rpartition("/")[2].replace("_", " ")
    return f"{city} time" if locale == ENGLISH else f"horário de {IN_PORTUGUESE.get(city, city)}"


def offset_of(there: datetime) -> str:
    """UTC-3, UTC+5:30."""
    minutes = int((there.utcoffset() or there - there).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
