import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.machine import pages as make
@pytest.mark.django_db
def test_x(client):
    make.announcement("One")
    for i in range(4):
        with CaptureQueriesContext(connection) as c:
            client.get("/en/news/")
        print(i,len(c)); 
        for q in c.captured_queries: print('   ',q['sql'][:150])
