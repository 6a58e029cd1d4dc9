"""Sessions, sign-in, sign-out, invitations and the first account."""
