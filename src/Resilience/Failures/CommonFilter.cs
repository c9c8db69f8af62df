namespace Resilience.Failures;

/// <summary>The filters that are asked for every failure of most pipelines.</summary>
internal enum CommonFilter : byte
{
    /// <summary>Another filter.</summary>
    None,

    /// <summary><see cref="FailureFilter.Transient"/>.</summary>
    Transient,

    /// <summary><see cref="FailureFilter.Failures"/>.</summary>
    Failures,

    /// <summary><see cref="FailureFilter.Dependency"/>.</summary>
    Dependency,
}
