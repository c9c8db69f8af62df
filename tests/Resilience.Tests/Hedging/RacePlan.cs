using System.Collections.Concurrent;
using Resilience.Timeouts;

namespace Resilience.Hedging;

/// <summary>What is to happen in one call of <see cref="HedgingStressTests"/>.</summary>
internal sealed class RacePlan
{
    private readonly ConcurrentBag<Tracked> _results = [];
    private readonly int[] _ways;
    private readonly int _cancelsAt;
    private int _attempts;

    public RacePlan(Random random, CancellationTokenSource caller)
    {
        Source = caller;
        IsSynchronous = random.Next(6) == 0;
        HasContext = random.Next(4) == 0;
        Delay = random.Next(4) switch
        {
            0 => TimeSpan.Zero,
            1 => Timeout.InfiniteTimeSpan,
            _ => TimeSpan.FromMilliseconds(1),
        };
        _ways = [random.Next(9), random.Next(9), random.Next(9)];
        _cancelsAt = random.Next(12) == 0 ? random.Next(1, 4) : 0;
    }

    public CancellationTokenSource Source { get; }

    public bool IsSynchronous { get; }

    public bool HasContext { get; }

    public TimeSpan Delay { get; }

    public bool IsCancelled => _cancelsAt > 0;

    public int Attempts => Volatile.Read(ref _attempts);

    public IReadOnlyCollection<Tracked> Results => _results;

    public override string ToString() =>
        $"ways {string.Join(" ", _ways)}, delay {Delay.TotalMilliseconds}, cancels at {_cancelsAt}, "
        + $"{(IsSynchronous ? "synchronous, " : "")}{(HasContext ? "with context, " : "")}{Attempts} attempts";

    /// <summary>One attempt.</summary>
    public async ValueTask<Tracked> RunAsync(CancellationToken token)
    {
        int number = Interlocked.Increment(ref _attempts);
        if (number == _cancelsAt)
            await Source.CancelAsync();
        int way = _ways[Math.Min(number, 3) - 1];
        if (way is 1 or 3 or 5 or 7)
            await Task.Yield();
        if (way == 2)
            await Task.Delay(1, CancellationToken.None);
        switch (way)
        {
            case 4 or 5:
                throw new TransientException();
            case 6:
                throw new PermanentException();
            case 8:
                // Until it has lost, mostly; but somebody must end the race.
                await Task.Delay(20, token);
                break;
        }

        var result = new Tracked(isBad: way == 7, isAsynchronous: way is 1 or 2 or 3 or 7 or 8, token);
        _results.Add(result);
        return result;
    }

    /// <summary>A result that knows what became of it.</summary>
    internal sealed class Tracked(bool isBad, bool isAsynchronous, CancellationToken token) : IDisposable
    {
        private readonly Disposable _disposable = new();

        public bool IsBad => isBad;

        /// <summary>Whether its attempt left its thread, so that nobody else is given its token.</summary>
        public bool IsAsynchronous => isAsynchronous;

        public CancellationToken Token => token;

        public bool IsReceived { get; set; }

        public int Disposals => _disposable.Disposals;

        public void Dispose() => _disposable.Dispose();

        public override string ToString() => $"{(isBad ? "bad" : "good")}, received {IsReceived}, disposed of {Disposals} times";
    }
}
