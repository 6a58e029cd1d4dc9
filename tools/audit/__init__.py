"""What we use, looked over: known vulnerabilities, and licences that go with ours."""
