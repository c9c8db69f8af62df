namespace DocumentPipeline.Model;

/// <summary>What came of adding up.</summary>
internal enum TotalVerdict
{
    /// <summary>The total is the sum.</summary>
    Matches,

    /// <summary>It differs by no more than rounded figures may.</summary>
    Rounding,

    /// <summary>It differs.</summary>
    Differs,
}
