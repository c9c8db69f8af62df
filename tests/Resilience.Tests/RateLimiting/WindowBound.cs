namespace Resilience.RateLimiting;

/// <summary>The promise of a sliding window, checked for every window that begins with a permit.</summary>
internal static class WindowBound
{
    /// <summary>The most permits in any stretch of time as long as the window, both ends included.</summary>
    public static long Most(IEnumerable<(long Due, int Weight)> grants, long window)
    {
        (long Due, int Weight)[] ordered = [.. grants.OrderBy(static grant => grant.Due)];
        long most = 0;
        long sum = 0;
        int first = 0;
        foreach ((long due, int weight) in ordered)
        {
            sum += weight;
            while (ordered[first].Due < due - window)
                sum -= ordered[first++].Weight;
            most = Math.Max(most, sum);
        }

        return most;
    }
}
