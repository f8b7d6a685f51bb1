"""Answers of an invented person, by step and field, as they are typed or chosen."""

STEPS = {
    "name": {"full_name": "Ayesha Siddiqui"},
    "cnic": {"cnic": "35202 1234567 1"},
    "contact": {"email": "ayesha@example.com", "mobile": "0300 1234567"},
    "studies": {
        "university": "nust",
        "degree": "bs-computer-science",
        "graduation_month": "6",
        "graduation_year": "2027",
        "cgpa": "3.25",
    },
    "skills": {"skills": ["python", "sql"]},
    "fields": {"fields_of_work": ["software-development"]},
    "cities": {"cities": ["lahore", "karachi"]},
    "availability": {"start_month": "9", "start_year": "2027", "hours": "full-time"},
    "about": {"motivation": "I want to learn how software is made.", "cv_link": "example.com/cv"},
    "consent": {"consent": "on"},
}
