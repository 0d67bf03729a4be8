"""Roles, kinds and levels of the organisation."""

from enum import StrEnum

KINDS = ("units.unit_set", "units.post_given", "units.post_ended")


class Role(StrEnum):
    GRID_WORKER = "grid_worker"
    GRID_LEADER = "grid_leader"
    INFORMANT = "informant"
    CAPTAIN = "captain"
    VOLUNTEER = "volunteer"
    DISPATCHER = "dispatcher"
    OFFICER = "officer"
    MEDIATOR = "mediator"
    LAWYER = "lawyer"
    JUDGE = "judge"
    SECRETARY = "secretary"
    LEADER = "leader"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    COMMANDER = "commander"
    AUDITOR = "auditor"
    COUNSELLOR = "counsellor"
    CARER = "carer"
    ADMINISTRATOR = "administrator"


class UnitKind(StrEnum):
    CENTRE = "centre"
    DEPARTMENT = "department"
    COMMUNITY = "community"
    MEDIATION = "mediation"
    COURT = "court"
    TEAM = "team"
    ASSOCIATION = "association"
    ENTERPRISE = "enterprise"


class Level(StrEnum):
    CITY = "city"
    TOWN = "town"
    COMMUNITY = "community"
