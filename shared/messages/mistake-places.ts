/** Names of the texts in which a teacher is told of mistakes, one each: no more are told at once, and one more of a kind sends a few of them. */
export const mistakePlaces = ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map((place) => `mistake${place}` as const);
