using System.Text.Json;
using DocumentPipeline.Support;

namespace DocumentPipeline.Model;

public sealed class DocumentJsonTests
{
    [Fact]
    public async Task A_context_with_all_findings_survives_the_trip()
    {
        DocumentContext context = await Loaded.FindAsync(Documents.Shipped());
        context = context with
        {
            Report = new ReportFile("a.md", IsMinimal: false, "a.html"),
            Settings = new StageSettings { FirstPages = 2, Questions = ["Why?"] },
        };

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(context, DocumentJson.Default.DocumentContext);
        DocumentContext read = JsonSerializer.Deserialize(json, DocumentJson.Default.DocumentContext)!;

        read.Should().BeEquivalentTo(context, static options => options.WithStrictOrdering());
        JsonSerializer.SerializeToUtf8Bytes(read, DocumentJson.Default.DocumentContext).Should().Equal(json);
    }

    [Fact]
    public void A_context_at_its_beginning_survives_the_trip()
    {
        DocumentContext context = Documents.Shipped();

        string json = JsonSerializer.Serialize(context, DocumentJson.Default.DocumentContext);

        JsonSerializer.Deserialize(json, DocumentJson.Default.DocumentContext).Should().Be(context);
    }
}
