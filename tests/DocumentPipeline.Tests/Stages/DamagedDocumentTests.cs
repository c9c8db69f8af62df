using DocumentPipeline.SampleDocument;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class DamagedDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 30)]
    [InlineData(3, 300)]
    public async Task Whatever_the_damage_it_is_read_or_refused_and_nothing_else_is_thrown(int seed, int damagedBytes)
    {
        var random = new Random(seed);
        byte[] whole = SampleWriter.Build();
        int ended = 0;
        for (int i = 0; i < 15; i++)
        {
            byte[] damaged = [.. whole];
            for (int b = 0; b < damagedBytes; b++)
            {
                // The header stays, or it would be no PDF at all.
                damaged[random.Next(16, damaged.Length)] = (byte)random.Next(256);
            }

            ended += await ReadOrRefuseAsync(_folder.Write("damaged.pdf", damaged)) ? 1 : 0;
        }

        ended.Should().Be(15);
    }

    private static async Task<bool> ReadOrRefuseAsync(string path)
    {
        try
        {
            return (await Loaded.ExtractAsync(Documents.ContextOf(path))).Content is not null;
        }
        catch (DocumentException)
        {
            return true;
        }
    }
}
