"""What the story meets in the crash tests: a hand that loses answers, a foreign system that tries again."""

import time

import httpx

from congvan.sites.demo.hand.client import Hand
from congvan.sites.demo.peer import Peer

TRY_SECONDS = 60.0
PAUSE_SECONDS = 0.1


class LosingHand(Hand):
    """A hand that can die after a command was done and before anybody heard so: a lost commit."""

    losing = False

    def lose_next_answer(self) -> None:
        self.losing = True

    def _ask(self, request):
        answer = super()._ask(request)
        if answer is not None and self.losing:
            self.losing = False
            self.close()
            return None
        return answer

    def kill_now(self) -> bool:
        """Kill -9 the hand; whether there was one."""
        alive = self._process is not None
        self.kill()
        return alive


class PatientPeer(Peer):
    """Another vendor's system as it should be: it repeats what got no answer, with the same bytes."""

    def call(self, method, path, body=b"", headers=None):
        deadline = time.monotonic() + TRY_SECONDS
        while True:
            try:
                answer = super().call(method, path, body, headers)
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
            else:
                if not answer.is_server_error or time.monotonic() > deadline:
                    return answer
            time.sleep(PAUSE_SECONDS)
