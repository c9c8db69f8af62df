using System.Text;
using DocumentPipeline.Model;
using DocumentPipeline.SampleDocument;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class LoadDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_shipped_document_says_what_it_is()
    {
        DocumentContext before = Documents.Shipped();
        DocumentContext after = await LoadAsync(before);

        after.Facts.Should().BeEquivalentTo(new
        {
            FileName = "municipal-plan.pdf",
            SizeInBytes = new FileInfo(ShippedDocument.Path).Length,
            PdfVersion = 1.7,
            PageCount = 3,
            MunicipalPlan.Title,
            MunicipalPlan.Author,
        });
        after.Facts!.Sha256.Should().MatchRegex("^[0-9a-f]{64}$");
        before.Facts.Should().BeNull("a stage leaves its input alone");
    }

    [Fact]
    public Task A_missing_file_is_named_with_its_path() => FailsAsync(_folder.PathOf("absent.pdf"), "*absent.pdf' does not exist.");

    [Fact]
    public Task A_folder_is_no_document() => FailsAsync(Path.GetDirectoryName(_folder.PathOf("x"))!, "* is a folder, not a PDF file.");

    [Fact]
    public Task An_empty_file_is_refused() => FailsAsync(_folder.Write("a.pdf", []), "'a.pdf' is empty.");

    [Fact]
    public Task Something_else_with_the_right_name_is_refused() =>
        FailsAsync(_folder.Write("a.pdf", Encoding.ASCII.GetBytes("PK, a zip file maybe")), "'a.pdf' is not a PDF file.");

    [Fact]
    public Task A_header_without_a_document_is_corrupt() =>
        FailsAsync(_folder.Write("a.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\nand then nothing")), "'a.pdf' is corrupt*");

    [Fact]
    public Task A_document_that_ends_early_is_corrupt()
    {
        byte[] whole = SampleWriter.Build();
        return FailsAsync(_folder.Write("a.pdf", whole[..(whole.Length / 3)]), "'a.pdf' *");
    }

    [Fact]
    public Task A_document_with_a_password_is_refused() =>
        FailsAsync(_folder.Write("a.pdf", Documents.EncryptedPdf()), "'a.pdf' is protected by a password.");

    private static ValueTask<DocumentContext> LoadAsync(DocumentContext context) =>
        LoadDocument.RunAsync(context, TestContext.Current.CancellationToken);

    private static async Task FailsAsync(string path, string message)
    {
        Func<Task> act = () => LoadAsync(Documents.ContextOf(path)).AsTask();
        await act.Should().ThrowAsync<DocumentException>().WithMessage(message);
    }
}
