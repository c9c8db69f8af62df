namespace Resilience.Hosting.Configuration.Values;

/// <summary>Finds what somebody has probably meant.</summary>
internal static class Nearest
{
    /// <summary>The end of a sentence about a name that is not known.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string? nearest = Of(name.Trim(), names);
        return nearest is not null ? $"; did you mean '{nearest}'?"
            : names.Length == 0 ? ": there is none."
            : $"; there are: {string.Join(", ", names)}.";
    }

    private static string? Of(string name, string[] known)
    {
        if (name.Length is 0 or > 64)
            return null;
        (string? best, int distance) = (null, int.MaxValue);
        foreach (string one in known)
        {
            int edits = Edits(name.ToUpperInvariant(), one.ToUpperInvariant());
            if (edits < distance)
                (best, distance) = (one, edits);
        }

        return distance <= Math.Max(1, Math.Min(name.Length, best?.Length ?? 0) / 3) ? best : null;
    }

    /// <summary>How many letters must be put in, left out, changed, or swapped with their neighbour.</summary>
    private static int Edits(string from, string to)
    {
        int[,] cost = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int least = Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1;
                least = Math.Min(least, cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    least = Math.Min(least, cost[i - 2, j - 2] + 1);
                cost[i, j] = least;
            }
        }

        return cost[from.Length, to.Length];
    }
}
