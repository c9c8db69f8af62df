namespace DocumentPipeline.Model;

/// <summary>Languages whose stop words the analysis knows.</summary>
internal enum Language
{
    /// <summary>Neither was recognised, or both occur: the stop words of both are left out.</summary>
    Unclear,

    /// <summary>English.</summary>
    English,

    /// <summary>Spanish.</summary>
    Spanish,
}
