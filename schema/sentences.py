"""What a person reads when the clinic says no, in both languages."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from domain.problems import Problem


class Sentence(NamedTuple):
    """The same sentence twice."""

    pt: str
    en: str

    def in_(self, locale: str) -> str:
        """In the viewer's language."""
        return self.en if locale == "en" else self.pt


REFUSALS: Final[Mapping[str, Sentence]] = {
    "InvalidInput": Sentence("Confira os campos indicados.", "Check the fields named."),
    "InvalidCredentials": Sentence("Identificação ou senha incorreta.", "Wrong identifier or password."),
    "TooManyAttempts": Sentence(
        "Muitas tentativas. Aguarde um pouco e tente de novo.",
        "Too many attempts. Wait a little and try again.",
    ),
    "AlreadyRegistered": Sentence(
        "Já existe um cadastro com algum desses dados. Entre na sua conta ou recupere a senha.",
        "Some of this is already registered. Sign in, or recover your password.",
    ),
    "NewcomerUnknown": Sentence(
        "Passou tempo demais, ou este cadastro já foi concluído. Entre de novo.",
        "Too much time has passed, or this was done already. Sign in again.",
    ),
    "RoleNotGranted": Sentence(
        "Essa conta é de um papel que o provedor não lhe dá.",
        "This account is of a role that the provider does not give you.",
    ),
    "AccountNotFound": Sentence("Essa conta não existe.", "There is no such account."),
    "DoctorNotFound": Sentence(
        "Esse médico não existe ou está com a conta desativada.",
        "There is no such doctor, or the account is disabled.",
    ),
    "IntegratorNotFound": Sentence(
        "Esse parceiro não existe ou não tem sua autorização.",
        "There is no such partner, or you granted it nothing.",
    ),
    "SlotNotFound": Sentence("Esse horário não existe.", "There is no such time."),
    "SlotTaken": Sentence(
        "Alguém foi mais rápido: esse horário acabou de ser ocupado.",
        "Somebody was faster: this time has just been taken.",
    ),
    "SlotInThePast": Sentence("Esse horário já passou.", "This time has passed."),
    "SlotsOverlap": Sentence(
        "Já há horários seus nesse período.", "Some of your slots already stand at that time."
    ),
    "AbsenceNotFound": Sentence("Essa ausência não existe.", "There is no such absence."),
    "PatientBusy": Sentence(
        "Você já tem uma consulta nesse horário.", "You already have an appointment at that time."
    ),
    "IdempotencyMismatch": Sentence(
        "Essa chave já foi usada para outro pedido.", "This key was used before for another request."
    ),
    "AppointmentNotFound": Sentence("Essa consulta não existe.", "There is no such appointment."),
    "StatusConflict": Sentence(
        "A consulta já mudou de situação; isso não é mais possível.",
        "The appointment has moved on; this is no longer possible.",
    ),
    "TooLate": Sentence("O prazo para isso já passou.", "It is too late for this."),
    "TooEarly": Sentence("Só é possível depois do início da consulta.", "Only once the visit has begun."),
}

FULL: Final = Sentence(
    "O serviço está ocupado. Tente de novo em um instante.", "The service is busy. Try again in a moment."
)
TOO_OFTEN: Final = Sentence(
    "Muitos pedidos em pouco tempo. Tente de novo em {} s.", "Too many requests. Try again in {} s."
)
UNKNOWN_DOCUMENT: Final = Sentence(
    "Há uma versão nova. Recarregue a página para continuar.",
    "There is a newer version. Reload the page to go on.",
)

FIELDS: Final[Mapping[Problem, Sentence]] = {
    Problem.ABSENCE_TOO_LONG: Sentence("No máximo 366 dias.", "At most 366 days."),
    Problem.CHARACTERS: Sentence(
        "Contém caracteres que não são aceitos.", "Holds characters that cannot be taken."
    ),
    Problem.CPF: Sentence("Esse CPF não é válido.", "This CPF is not valid."),
    Problem.CRM: Sentence("CRM inválido: informe de 1 a 10 dígitos.", "A CRM number is 1 to 10 digits."),
    Problem.EMAIL: Sentence("Esse e-mail não é válido.", "This e-mail address is not valid."),
    Problem.END_BEFORE_START: Sentence("O fim deve ser depois do início.", "It must end after it starts."),
    Problem.FEE: Sentence("O valor deve ser de R$ 0 a R$ 100.000.", "The fee is R$ 0 to R$ 100,000."),
    Problem.GAP_MINUTES: Sentence("O intervalo é de 0 a 240 minutos.", "The gap is 0 to 240 minutes."),
    Problem.IDEMPOTENCY_KEY: Sentence(
        "A chave tem de 8 a 200 caracteres ASCII visíveis.", "The key is 8 to 200 printable ASCII characters."
    ),
    Problem.LOCALE: Sentence("O idioma é pt-BR ou en.", "The language is pt-BR or en."),
    Problem.NAME: Sentence("Informe um nome.", "Give a name."),
    Problem.NO_VISIT: Sentence(
        "Não cabe nenhuma consulta nesse período.", "Not one visit fits in this time."
    ),
    Problem.OVERLAP: Sentence(
        "Coincide com outro item da lista.", "Another one in the list stands at that time."
    ),
    Problem.ONESELF: Sentence(
        "Você não pode desativar a sua própria conta.", "You cannot disable your own account."
    ),
    Problem.PAST: Sentence("Deve ser no futuro.", "It must be ahead."),
    Problem.PATIENT: Sentence("Esse paciente não existe.", "There is no such patient."),
    Problem.PATIENT_BUSY: Sentence(
        "O paciente já tem uma consulta nesse horário.", "The patient has an appointment at that time."
    ),
    Problem.PHONE: Sentence("Esse telefone não é válido.", "This phone number is not valid."),
    Problem.REPEATED: Sentence("Está repetido na lista.", "It is already in the list."),
    Problem.REQUIRED: Sentence("Preencha este campo.", "Fill this in."),
    Problem.SPECIALTY: Sentence("Essa especialidade não existe.", "There is no such specialty."),
    Problem.STATE: Sentence("Informe a sigla de um estado, como SP.", "Give a state's two letters, e.g. SP."),
    Problem.TERMS: Sentence("É preciso aceitar os termos de uso.", "The terms of use must be accepted."),
    Problem.TIME_ZONE: Sentence(
        "Fuso horário desconhecido; um exemplo é America/Sao_Paulo.",
        "Unknown time zone; e.g. America/Sao_Paulo.",
    ),
    Problem.TOO_FAR: Sentence("No máximo 366 dias à frente.", "At most 366 days ahead."),
    Problem.TOO_LONG: Sentence("É longo demais.", "It is too long."),
    Problem.TOO_MANY: Sentence("São itens demais.", "There are too many."),
    Problem.TOO_SHORT: Sentence("É curto demais.", "It is too short."),
    Problem.VISIT_MINUTES: Sentence("A consulta dura de 5 a 480 minutos.", "A visit lasts 5 to 480 minutes."),
    Problem.WALL_TIME: Sentence(
        "Informe horas e minutos, como 08:30.", "Give hours and minutes, e.g. 08:30."
    ),
    Problem.WHOLE_MINUTES: Sentence("Use minutos inteiros.", "Use whole minutes."),
}
