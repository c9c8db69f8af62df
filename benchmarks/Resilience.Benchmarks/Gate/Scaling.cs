namespace Resilience.Benchmarks.Gate;

/// <summary>Nanoseconds per call and thread: with one thread at work, and with two.</summary>
internal readonly record struct Scaling(double OneThread, double TwoThreads)
{
    /// <summary>What two threads do over what one does.</summary>
    public double Factor => ThreadTeam.Size * OneThread / TwoThreads;

    public static Scaling Measure(ThreadTeam team, Contender[] side, int calls, bool oneFirst)
    {
        double one = oneFirst ? team.Run(side.AsSpan(0, 1), calls) : 0;
        double two = team.Run(side, calls);
        return new Scaling(oneFirst ? one : team.Run(side.AsSpan(0, 1), calls), two);
    }
}
