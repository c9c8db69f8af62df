using DocumentPipeline.Model;
using DocumentPipeline.Pdf;
using DocumentPipeline.Text;
using UglyToad.PdfPig;

namespace DocumentPipeline.Stages;

/// <summary>LOAD_DOCUMENT: reads the file, opens it and notes what it says of itself.</summary>
internal static class LoadDocument
{
    /// <summary>Runs the stage.</summary>
    /// <exception cref="DocumentException">The file is missing, empty, corrupt, protected or no PDF.</exception>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        byte[] bytes = await PdfFile.ReadAsync(context.SourcePath, cancellationToken);
        string name = PdfFile.NameOf(context.SourcePath);
        using PdfDocument document = PdfReading.Open(bytes, name);
        return context with
        {
            Facts = new DocumentFacts(
                CleanText.Of(name),
                bytes.Length,
                PdfFile.HashOf(bytes),
                Finite(document.Version),
                document.NumberOfPages,
                NullIfBlank(document.Information.Title),
                NullIfBlank(document.Information.Author)),
        };
    }

    private static double Finite(double version) => double.IsFinite(version) ? version : 0;

    private static string? NullIfBlank(string? text) => CleanText.Of(text) is { Length: > 0 } clean ? clean : null;
}
