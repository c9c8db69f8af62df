using Resilience.Telemetry;

namespace Resilience.Bulkheads;

/// <summary>An adaptive limit on a clock that is moved by hand, with an algorithm that is told what to say.</summary>
internal sealed class Adaptive
{
    public Adaptive(Action<ScriptedLimitOptions>? configure = null)
    {
        Options = new() { Min = 5, Initial = 10, Max = 50 };
        configure?.Invoke(Options);
        Limit = new("adaptive", Options, 100, Clock, new Audience(), () => Enforced.Add(Limit!.Limit));
    }

    public ScriptedLimitOptions Options { get; }

    public VirtualClock Clock { get; } = new();

    public AdaptiveLimit Limit { get; }

    /// <summary>The limits that were put into force.</summary>
    public List<int> Enforced { get; } = [];

    /// <summary>The windows that the algorithm was shown.</summary>
    public List<LimitWindow> Windows => Options.Windows;

    /// <summary>Calls that begin now and end, one after the other, after so long.</summary>
    public void Call(int times, double milliseconds, int inFlight = 10)
    {
        for (int i = 0; i < times; i++)
        {
            long started = Limit.Start();
            Clock.Now += TimeSpan.FromMilliseconds(milliseconds);
            Limit.Succeeded(started, inFlight);
        }
    }

    /// <summary>Enough calls for a window.</summary>
    public void CallForAWindow() => Call(10, 100);
}
