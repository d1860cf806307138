from heeded.people.models._accounts import Account, EmergencyAccess, Invitation, Membership
from heeded.people.models._grants import Grant
from heeded.people.models._messages import Message
from heeded.people.models._organisations import Organisation, OrganisationArea, Team
from heeded.people.models._tokens import ApiToken

__all__ = [
    "Account",
    "ApiToken",
    "EmergencyAccess",
    "Grant",
    "Invitation",
    "Membership",
    "Message",
    "Organisation",
    "OrganisationArea",
    "Team",
]
