namespace Resilience;

/// <summary>When a fan-out is done.</summary>
public enum FanOutStrategy
{
    /// <summary>When all have answered, or at the deadline; who has not answered then has failed.</summary>
    All,

    /// <summary>When the first acceptable answer is there. The others are cancelled and not waited for.</summary>
    FirstSuccess,

    /// <summary>
    /// When all have answered, when there are <see cref="FanOutOptions.EnoughSuccesses"/>, or at the deadline. Who has not answered then is
    /// left out, and has not failed.
    /// </summary>
    BestEffort,
}
