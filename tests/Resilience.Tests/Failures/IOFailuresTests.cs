using System.Net.Sockets;
using static Resilience.FailureCause;
using static Resilience.FailureDisposition;

namespace Resilience.Failures;

public sealed class IOFailuresTests
{
    public static TheoryData<IOException, FailureCause, FailureDisposition> Table => new()
    {
        { new FileNotFoundException(), Data, Permanent },
        { new DirectoryNotFoundException(), Data, Permanent },
        { new DriveNotFoundException(), Data, Permanent },
        { new PathTooLongException(), Data, Permanent },
        { new FileLoadException(), Data, Permanent },
        { new EndOfStreamException(), Data, Transient },
        { new IOException("x", new SocketException((int)SocketError.ConnectionReset)), Connection, Transient },
        { new IOException("x", new SocketException((int)SocketError.ConnectionRefused)), Connection, Unavailable },
        { new EndOfStreamException("x", new SocketException((int)SocketError.ConnectionReset)), Connection, Transient },
        { new IOException(), Unknown, Transient },
    };

    [Theory]
    [MemberData(nameof(Table), DisableDiscoveryEnumeration = true)]
    public void The_type_or_what_stands_inside_decides(IOException exception, FailureCause cause, FailureDisposition disposition) =>
        FailureClassifier.Default.Classify(exception).Should().Be(new Failure(cause, disposition));

    [Theory]
    [InlineData(28u, Resource, Unavailable)]
    [InlineData(122u, Resource, Unavailable)]
    [InlineData(69u, Resource, Unavailable)]
    [InlineData(0x80070027u, Resource, Unavailable)]
    [InlineData(0x80070070u, Resource, Unavailable)]
    [InlineData(11u, Resource, Transient)]
    [InlineData(16u, Resource, Transient)]
    [InlineData(24u, Resource, Transient)]
    [InlineData(0x80070020u, Resource, Transient)]
    [InlineData(0x80070021u, Resource, Transient)]
    [InlineData(17u, Data, Permanent)]
    [InlineData(0x80070050u, Data, Permanent)]
    [InlineData(30u, Validation, Permanent)]
    [InlineData(0x80070013u, Validation, Permanent)]
    [InlineData(32u, Connection, Transient)]
    [InlineData(0x8007006Du, Connection, Transient)]
    [InlineData(0x80131620u, Unknown, Transient)]
    public void The_error_of_the_system_decides(uint hresult, FailureCause cause, FailureDisposition disposition)
    {
        var exception = new IOException("x", unchecked((int)hresult));

        FailureClassifier.Default.Classify(exception).Should().Be(new Failure(cause, disposition));
    }

    [Fact]
    public void A_file_that_exists_already_is_permanent_as_the_system_reports_it()
    {
        string path = Path.GetTempFileName();
        try
        {
            Action create = () => new FileStream(path, FileMode.CreateNew).Dispose();

            IOException exception = create.Should().Throw<IOException>().Which;
            FailureClassifier.Default.Classify(exception).Should().Be(new Failure(Data, Permanent));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_locked_is_transient_as_the_system_reports_it()
    {
        string path = Path.GetTempFileName();
        try
        {
            using var holder = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            Action open = () => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

            IOException exception = open.Should().Throw<IOException>().Which;
            FailureClassifier.Default.Classify(exception).Should().Be(new Failure(Resource, Transient));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
