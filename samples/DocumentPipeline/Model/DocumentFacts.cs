namespace DocumentPipeline.Model;

/// <summary>What is known of a document once it has been opened.</summary>
/// <param name="FileName">Name without folder: a report should not tell where its reader's files lie.</param>
/// <param name="SizeInBytes">Size of the file.</param>
/// <param name="Sha256">Hash of the file, lowercase hexadecimal; later stages check that they read the same file.</param>
/// <param name="PdfVersion">Version from the header, such as 1.7.</param>
/// <param name="PageCount">Number of pages, at least 1.</param>
/// <param name="Title">Title from the document information, if any.</param>
/// <param name="Author">Author from the document information, if any.</param>
internal sealed record DocumentFacts(
    string FileName,
    long SizeInBytes,
    string Sha256,
    double PdfVersion,
    int PageCount,
    string? Title,
    string? Author);
