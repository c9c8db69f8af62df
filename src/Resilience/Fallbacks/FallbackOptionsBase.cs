namespace Resilience;

/// <summary>The options that fallbacks with and without result have in common.</summary>
public abstract class FallbackOptionsBase
{
    private protected FallbackOptionsBase()
    {
    }

    /// <summary>The name in messages, events and metrics. The default is "fallback".</summary>
    public string Name { get; set; } = "fallback";

    /// <summary>
    /// The failures and rejections that are replaced. The default is <see cref="FailureFilter.Any"/>. The caller's cancellation never is.
    /// </summary>
    public FailureFilter Handle { get; set; } = FailureFilter.Any;
}
