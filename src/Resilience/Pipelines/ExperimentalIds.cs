namespace Resilience.Pipelines;

/// <summary>The ids of interfaces that may still change, one for each [Experimental] attribute.</summary>
internal static class ExperimentalIds
{
    /// <summary>The contract between the engine and strategies written outside this library.</summary>
    public const string StrategyContract = "RESX0001";
}
