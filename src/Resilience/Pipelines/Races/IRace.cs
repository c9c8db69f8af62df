namespace Resilience.Pipelines.Races;

/// <summary>A race as its strategy sees it.</summary>
internal interface IRace
{
    /// <summary>The context of the execution; made now if the caller gave none.</summary>
    ResilienceContext Context { get; }
}
