using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>
/// Threads that use one limit at the same time. The clock moves only between two rounds, while all of them wait, so that the moment of every
/// permit is known.
/// </summary>
internal sealed class LimitCrowd(RateLimit limit, HandClock clock, int mostWeight, long longestStep)
{
    private const int Threads = 4;
    private const int Rounds = 80;
    private const int RequestsInARound = 150;

    private readonly List<(long Due, int Weight)>[] _kept = [.. Enumerable.Range(0, Threads).Select(static _ => new List<(long, int)>())];
    private long _given;
    private long _refused;
    private long _refunded;

    /// <summary>The permits that were given and not given back.</summary>
    public IEnumerable<(long Due, int Weight)> Kept => _kept.SelectMany(static grants => grants);

    /// <summary>Runs, and checks that everything was counted.</summary>
    public void Run(Action<Random>? steer = null)
    {
        var time = new Random(1);
        using var barrier = new Barrier(Threads, _ => clock.Now += time.NextInt64(longestStep));
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            var random = new Random(number);
            for (int round = 0; round < Rounds; round++)
            {
                try
                {
                    for (int i = 0; i < RequestsInARound; i++)
                        Ask(random, _kept[number], steer);
                }
                catch (Exception exception)
                {
                    failure = exception;
                }

                barrier.SignalAndWait();
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        failure.Should().BeNull();
        RateLimitSnapshot snapshot = limit.Snapshot();
        snapshot.Admitted.Should().Be(_given);
        snapshot.Rejected.Should().Be(_refused);
        snapshot.Refunded.Should().Be(_refunded);
        _given.Should().BePositive();
        _refused.Should().BePositive();
        _refunded.Should().BePositive();
    }

    private void Ask(Random random, List<(long Due, int Weight)> kept, Action<Random>? steer)
    {
        int weight = random.Next(1, mostWeight + 1);
        switch (random.Next(10))
        {
            case 0:
                Reserve(weight, TimeSpan.FromMilliseconds(random.Next(0, 50)), random.Next(2) == 0, kept);
                break;
            case 1:
                Reserve(weight, TimeSpan.Zero, random.Next(2) == 0, kept);
                break;
            case 2 when random.Next(40) == 0:
                steer?.Invoke(random);
                break;
            default:
                Note(limit.TryAcquire(weight), weight, TimeSpan.Zero, kept);
                break;
        }
    }

    private void Reserve(int weight, TimeSpan patience, bool isUsed, List<(long Due, int Weight)> kept)
    {
        RateReservation reservation = limit.Reserve(weight, patience);
        Note(reservation.IsGranted, weight, reservation.Delay, kept);
        if (!reservation.IsGranted || isUsed)
            return;
        reservation.Refund().Should().BeTrue();
        Interlocked.Add(ref _refunded, weight);
        kept.RemoveAt(kept.Count - 1);
    }

    private void Note(bool isGranted, int weight, TimeSpan delay, List<(long Due, int Weight)> kept)
    {
        Interlocked.Add(ref isGranted ? ref _given : ref _refused, isGranted ? weight : 1);
        if (isGranted)
            kept.Add((clock.Now + (long)((Int128)delay.Ticks * clock.TimestampFrequency / TimeSpan.TicksPerSecond), weight));
    }
}
