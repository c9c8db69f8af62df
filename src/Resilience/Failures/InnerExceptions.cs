namespace Resilience.Failures;

/// <summary>Looks through the exceptions inside an exception, as far as accidents such as cycles allow.</summary>
internal static class InnerExceptions
{
    /// <summary>Chains deeper than this are cycles or accidents.</summary>
    public const int MaxDepth = 16;

    /// <summary>Bounds aggregates of aggregates, which depth alone would not.</summary>
    public const int MaxTotal = 64;

    public static bool Any(Exception? outer, Func<Exception, bool> predicate)
    {
        int left = MaxTotal;
        return Any(outer, predicate, depth: 0, ref left);
    }

    private static bool Any(Exception? outer, Func<Exception, bool> predicate, int depth, ref int left)
    {
        if (outer is not AggregateException aggregate)
            return IsOrHolds(outer?.InnerException, predicate, depth, ref left);

        for (int i = 0; i < aggregate.InnerExceptions.Count; i++)
        {
            if (IsOrHolds(aggregate.InnerExceptions[i], predicate, depth, ref left))
                return true;
        }

        return false;
    }

    private static bool IsOrHolds(Exception? inner, Func<Exception, bool> predicate, int depth, ref int left)
    {
        if (inner is null || depth == MaxDepth || left-- <= 0)
            return false;

        return predicate(inner) || Any(inner, predicate, depth + 1, ref left);
    }
}
