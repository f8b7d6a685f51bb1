from tests.forms.test_freelancers import *  # noqa
def test_measure(freelancer, settings):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    freelancer().register()
    v = freelancer(answers={**ANSWERS, "identity": {**ANSWERS["identity"], "cnic": "3520212345672"}})
    v.answer_all(); v.prove()
    settings.STAMP_SECONDS = 60
    shown = v.get("check")
    data = {}
    import re
    html = shown.content.decode()
    for n, val in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html): data[n] = val
    with CaptureQueriesContext(connection) as c:
        r = v.client.post(v.address("check"), data)
    print(r.status_code, r.get("Location"))
    for q in c.captured_queries: print(q["sql"][:160])
    print(len(c))
    for name in ("contact", "residence", "skills", "platforms", "check"):
        w = freelancer(); w.answer_all(); w.get(name)
        with CaptureQueriesContext(connection) as c: w.get(name)
        print(name, len(c))
    assert 0
