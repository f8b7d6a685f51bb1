"""What can be chosen in this form alone; what services share stands in `forms.lists`."""

from forms.lists.offer import OfferedRow, RegionalRow


class University(RegionalRow):
    """A university or degree-awarding institute."""

    class Meta(RegionalRow.Meta):
        verbose_name_plural = "universities"


class Degree(OfferedRow):
    """A degree in computing."""


class InternshipField(OfferedRow):
    """A field of work."""

    class Meta(OfferedRow.Meta):
        verbose_name = "internship field"
