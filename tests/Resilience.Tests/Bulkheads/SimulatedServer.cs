using Resilience.Telemetry;

namespace Resilience.Bulkheads;

/// <summary>
/// A server that works on so many calls at once and keeps the others in a queue, first come first served, and callers who start as many
/// calls as an adaptive limit lets them. Time is virtual: hours pass in a moment, and the same happens every time.
/// </summary>
internal sealed class SimulatedServer
{
    private readonly VirtualClock _clock = new();
    private readonly PriorityQueue<TimeSpan, TimeSpan> _workers = new();
    private readonly PriorityQueue<(long Began, bool IsDropped), TimeSpan> _ends = new();
    private readonly Random _random = new(1);
    private readonly TimeSpan _start;
    private int _inFlight;

    public SimulatedServer(AdaptiveLimitOptions options, int capacity, int milliseconds)
    {
        options.Max ??= 200;
        Capacity = capacity;
        ServiceTime = TimeSpan.FromMilliseconds(milliseconds);
        Limit = new("server", options, 0, _clock, new Audience(), static () => { });
        _start = _clock.Now;
    }

    public AdaptiveLimit Limit { get; }

    /// <summary>How many calls the server works on at once.</summary>
    public int Capacity { get; set; }

    /// <summary>How long it works on a call.</summary>
    public TimeSpan ServiceTime { get; set; }

    /// <summary>By which share that varies, up and down.</summary>
    public double Spread { get; set; }

    /// <summary>How many calls the callers would have in flight if they were let.</summary>
    public int Demand { get; set; } = int.MaxValue;

    /// <summary>When callers give up. The server works on the call all the same.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.MaxValue;

    /// <summary>The calls that were answered.</summary>
    public int Answered { get; private set; }

    public int Dropped { get; private set; }

    /// <summary>Lets seconds pass, and returns the smallest and the largest limit in them.</summary>
    public (int Least, int Most) Run(double seconds)
    {
        TimeSpan until = _clock.Now + TimeSpan.FromSeconds(seconds);
        int least = Limit.Limit;
        int most = Limit.Limit;
        while (true)
        {
            StartCalls();
            if (!_ends.TryPeek(out _, out TimeSpan next) || next > until)
                break;
            EndCall();
            least = Math.Min(least, Limit.Limit);
            most = Math.Max(most, Limit.Limit);
        }

        _clock.Now = until;
        return (least, most);
    }

    /// <summary>The limit, also if a probe is just halving it.</summary>
    public int Settled() => Run(5).Most;

    public override string ToString() =>
        $"{(_clock.Now - _start).TotalSeconds:0} s: {Limit.Limit} {Limit.Snapshot().LastDecision} {Limit.Snapshot().LastWindow}";

    private void StartCalls()
    {
        while (_inFlight < Math.Min(Limit.Limit, Demand))
        {
            _inFlight++;
            TimeSpan end = Accept();
            bool isDropped = end - _clock.Now > Patience;
            _ends.Enqueue((Limit.Start(), isDropped), isDropped ? _clock.Now + Patience : end);
        }
    }

    private TimeSpan Accept()
    {
        while (_workers.Count < Capacity)
            _workers.Enqueue(_clock.Now, _clock.Now);
        while (_workers.Count > Capacity)
            _workers.Dequeue();
        TimeSpan begin = _workers.Dequeue();
        if (begin < _clock.Now)
            begin = _clock.Now;
        TimeSpan end = begin + (ServiceTime * (1 + (Spread * ((2 * _random.NextDouble()) - 1))));
        _workers.Enqueue(end, end);
        return end;
    }

    private void EndCall()
    {
        _ends.TryDequeue(out (long Began, bool IsDropped) call, out TimeSpan at);
        _clock.Now = at;
        if (call.IsDropped)
        {
            Dropped++;
            Limit.Dropped(_inFlight);
        }
        else
        {
            Answered++;
            Limit.Succeeded(call.Began, _inFlight);
        }

        _inFlight--;
    }
}
