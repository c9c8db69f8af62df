namespace DocumentPipeline.Text;

/// <summary>Which side of a cue is the cause.</summary>
internal enum CueOrder
{
    /// <summary>The cause stands before it, as in "rain leads to floods".</summary>
    CauseFirst,

    /// <summary>The effect stands before it, as in "floods because of rain"; at the head of a sentence it stands after a comma.</summary>
    EffectFirst,

    /// <summary>
    /// The cause stands in the sentence before, as in "It rained. The road is therefore closed", or before a comma or "and".
    /// </summary>
    Connective,
}
