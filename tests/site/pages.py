"""What the tests of the whole site look at, in one place."""

LANGUAGES = ("en", "ur")

# One address of each page type, below the language's prefix.
PAGE_TYPES = {
    "home": "",
    "programme index": "programs/",
    "programme": "programs/ict-internship-program/",
    "announcement index": "news/",
    "announcement": "news/nineteen-projects-completed/",
    "figure index": "figures/",
    "figure": "figures/it-exports-fy24/",
    "figure with series": "figures/project-funds-spent-2023-25/",
    "information": "about/",
    "questions": "help/",
    "freelancers": "register-as-freelancer/",
    "internships": "internships/",
    "host companies": "host-companies/",
    "track an application": "track/",
    "track, address lost": "track/no-access/",
    "search, empty": "search/",
    "search, found": "search/?q=internship",
    "search, nothing found": "search/?q=qqqqxyz",
    "not found": "no-such-page/",
    "programme index, filtered": "programs/?status=completed",
}
