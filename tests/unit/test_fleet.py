"""A member of the fleet without a broker."""

import pytest
from celery.exceptions import Reject

from ppm_desktop.fleet import Member


def test_a_message_that_comes_before_its_member_is_open_goes_back_to_the_broker() -> None:
    member = Member(lambda _job_id, _expires_s: None)
    with pytest.raises(Reject) as rejected:
        member.take(7)
    assert rejected.value.requeue
