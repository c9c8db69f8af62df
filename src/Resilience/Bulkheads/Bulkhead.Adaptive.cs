using Resilience.Bulkheads;
using Resilience.Timing;

namespace Resilience;

// What only a bulkhead with an adaptive limit does. It measures calls and follows what is decided about them.
public sealed partial class Bulkhead
{
    /// <summary>The limit that adapts; null if none does, and nothing is measured.</summary>
    internal AdaptiveLimit? Adaptive { get; private set; }

    private string Permits => Adaptive is null ? Count(_limit, "permit")
        : Adaptive.IsShadow ? $"{Count(_limit, "permit")}, in shadow {Adaptive.Range} by {Adaptive.Description}"
        : $"{Adaptive.Range} permits by {Adaptive.Description}";

    /// <summary>So many of something, in words.</summary>
    internal static string Count(int count, string what) => $"{Require.Text(count)} {what}{(count == 1 ? "" : "s")}";

    /// <summary>When a call that has its permit begins, for <see cref="Succeed"/>.</summary>
    internal long Start() => Adaptive is null ? AdaptiveLimit.Unknown : Adaptive.Start();

    /// <summary>Gives back the permit of a call that has succeeded.</summary>
    internal void Succeed(long started)
    {
        int inFlight = Adaptive is null ? 0 : _permits.InUse;
        Release();
        Adaptive?.Succeeded(started, inFlight);
    }

    /// <summary>Gives back the permit of a call that has failed.</summary>
    internal void Fail(in FailedAttempt attempt)
    {
        int inFlight = Adaptive is null ? 0 : _permits.InUse;
        Release();
        Adaptive?.Failed(attempt, inFlight);
    }

    /// <summary>Begins to adapt the limit, and returns the one to begin with.</summary>
    private int Adapt(AdaptiveLimitOptions options)
    {
        var adaptive = new AdaptiveLimit(Name, options, _limit, TimeProvider, Audience, Follow);
        Adaptive = adaptive;
        return adaptive.IsShadow ? _limit : adaptive.Limit;
    }

    // Asked under the lock, so that of two changes the later one stays, whoever is first to come here.
    private void Follow() => Enforce(null);
}
