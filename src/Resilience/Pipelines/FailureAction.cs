namespace Resilience.Pipelines;

/// <summary>The kinds of <see cref="FailureVerdict"/>.</summary>
internal enum FailureAction : byte
{
    Propagate,
    Retry,
    Replace,
    FailWith,
}
