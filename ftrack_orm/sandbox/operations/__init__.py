"""Operations besides reading and writing entities: keys, invitations, jobs, rights and sums."""

__all__: list[str] = []
