namespace DocumentPipeline;

/// <summary>The document that comes with the program.</summary>
internal static class ShippedDocument
{
    /// <summary>Its path beside the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "documents", "municipal-plan.pdf");
}
