namespace Resilience.Benchmarks.Gate;

/// <summary>
/// Two threads that live as long as the gate (what a library keeps per thread is then warm) and that run one contender each,
/// beginning at the same moment.
/// </summary>
internal sealed class ThreadTeam : IDisposable
{
    public const int Size = 2;

    private readonly ThreadTeamMember[] _members;
    private int _atStart;

    public ThreadTeam() => _members = [.. Enumerable.Range(0, Size).Select(_ => new ThreadTeamMember())];

    /// <summary>
    /// Runs as many contenders as are given, each on its own thread, and returns the nanoseconds from the first begin to the last
    /// end, per call of one thread.
    /// </summary>
    public double Run(ReadOnlySpan<Contender> contenders, int calls)
    {
        int expected = contenders.Length;
        Volatile.Write(ref _atStart, 0);
        for (int i = 0; i < expected; i++)
        {
            Contender contender = contenders[i];
            _members[i].Begin(() =>
            {
                Interlocked.Increment(ref _atStart);
                var spin = new SpinWait();
                while (Volatile.Read(ref _atStart) < expected)
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                }

                return contender.Run(calls);
            });
        }

        long began = long.MaxValue, ended = 0;
        for (int i = 0; i < expected; i++)
        {
            Sample sample = _members[i].End();
            began = Math.Min(began, sample.Began);
            ended = Math.Max(ended, sample.Ended);
        }

        return Sample.Nanoseconds(ended - began) / calls;
    }

    public void Dispose()
    {
        foreach (ThreadTeamMember member in _members)
        {
            member.Dispose();
        }
    }
}
