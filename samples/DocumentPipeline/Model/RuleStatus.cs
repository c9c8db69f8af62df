namespace DocumentPipeline.Model;

/// <summary>How a rule was kept.</summary>
internal enum RuleStatus
{
    /// <summary>Kept.</summary>
    Passed,

    /// <summary>There are signs of it, but not all that the rule asks for.</summary>
    Partial,

    /// <summary>Broken.</summary>
    Failed,

    /// <summary>It could not be judged.</summary>
    NotJudged,
}
