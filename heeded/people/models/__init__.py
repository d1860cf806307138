from heeded.people.models._accounts import Account, EmergencyAccess, Invitation, Membership
from heeded.people.models._grants import Grant
from heeded.people.models._messages import Message
from heeded.people.models._organisations import Organisation, OrganisationArea, Team

__all__ = [
    "Account",
    "EmergencyAccess",
    "Grant",
    "Invitation",
    "Membership",
    "Message",
    "Organisation",
    "OrganisationArea",
    "Team",
]
