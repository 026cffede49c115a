SET IDENTITY_INSERT [dbo].[ErrorCode] ON
INSERT [dbo].[ErrorCode] ([Id], [Code], [Message]) VALUES (1, N'A1', N'No flour')
INSERT [dbo].[ErrorCode] ([Id], [Code], [Message]) VALUES (2, N'A2', N'Cold oven')
GO
INSERT [dbo].[ErrorCode] ([Id], [Code], [Message]) VALUES (3, N'A3', N'Busy')
