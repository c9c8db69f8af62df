namespace Resilience.FanOut.Balancing;

/// <summary>Ejects replicas that are worse than the others, never more than may be, and never the last one.</summary>
internal sealed class OutlierWatch<TRequest, TResult>(Replica<TRequest, TResult>[] replicas, EjectionOptions options, Random random)
{
    private const int FewestToCompare = 5;

    private readonly Lock _gate = new();
    private readonly int _most = Math.Min(replicas.Length - 1, Math.Max(1, (int)(options.MaxEjectedShare * replicas.Length)));
    private double _intervalEnd = options.Interval.TotalSeconds;

    /// <summary>A call has ended; the replica now has so many failures in a row.</summary>
    public void Ended(Replica<TRequest, TResult> replica, int failuresInARow, double now)
    {
        if (options.ConsecutiveFailures is { } limit && failuresInARow >= limit)
            Eject(replica, now);
        if (now >= Volatile.Read(ref _intervalEnd))
            JudgeInterval(now);
    }

    private void JudgeInterval(double now)
    {
        lock (_gate)
        {
            if (now < _intervalEnd)
                return;
            Volatile.Write(ref _intervalEnd, now + options.Interval.TotalSeconds);
            var judged = replicas.Select(replica => (Replica: replica, Window: replica.TakeWindow(now)))
                .Where(one => one.Window.Calls >= options.MinimumCalls)
                .Select(static one => (one.Replica, Failures: (double)one.Window.Failures / one.Window.Calls))
                .ToArray();
            double limit = Math.Min(options.FailureRatio ?? 2, Outlying([.. judged.Select(static one => one.Failures)]));
            // The worst first: there may not be room for all.
            foreach ((Replica<TRequest, TResult> replica, double failures) in judged.OrderByDescending(static one => one.Failures))
            {
                if (failures >= limit)
                    Eject_NeedsLock(replica, now);
            }
        }
    }

    /// <summary>The share of failures from which on a replica lies too far from the others; more than 1 if none can.</summary>
    private double Outlying(double[] shares)
    {
        if (options.SuccessRateDeviations is not { } deviations || shares.Length < FewestToCompare)
            return 2;
        double mean = shares.Average();
        double deviation = Math.Sqrt(shares.Average(share => (share - mean) * (share - mean)));
        return deviation == 0 ? 2 : mean + (deviations * deviation);
    }

    private void Eject(Replica<TRequest, TResult> replica, double now)
    {
        lock (_gate)
            Eject_NeedsLock(replica, now);
    }

    private void Eject_NeedsLock(Replica<TRequest, TResult> replica, double now)
    {
        if (replicas.Count(one => one.IsEjected(now)) < _most)
            replica.Eject(options, now, random.NextDouble());
    }
}
