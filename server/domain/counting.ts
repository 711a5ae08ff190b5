/** Lists are counted up to here: counting further reads more the more rows there are. One more stands for any greater number. */
export const mostCounted = 1000
